/** The endpoints of FastMoss as the sandbox plays them. */
package io.rankwire.sandbox.fastmoss;
