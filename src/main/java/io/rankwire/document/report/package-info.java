/** The mailed report and digest: what they show, their templates, their chart. */
package io.rankwire.document.report;
