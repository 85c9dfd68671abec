/** The mailed report and digest: what they show, their templates, their chart. */
@NullMarked
package io.rankwire.document.report;

import org.jspecify.annotations.NullMarked;
