/** A sheet as a named, packed and encrypted file with its manifest. */
@NullMarked
package io.rankwire.document.export;

import org.jspecify.annotations.NullMarked;
