/** The operator's folder and what is set in it; secrets and vaults. */
package io.rankwire.settings;
