/** The operator's folder and what is set in it; secrets and vaults. */
@NullMarked
package io.rankwire.settings;

import org.jspecify.annotations.NullMarked;
