/** A vendor's answer, read into a page of a ranking or into the fault that it is. */
package io.rankwire.source.page;
