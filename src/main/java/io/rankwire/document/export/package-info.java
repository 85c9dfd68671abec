/** A sheet as a named, packed and encrypted file with its manifest. */
package io.rankwire.document.export;
