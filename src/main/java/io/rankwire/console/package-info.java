/**
 * What people see of a running Rankwire in a browser, and the same as JSON: feeds, rankings, deliveries, sinks and files.
 * Decides who may look and who may change something. Everything shown is read when it is asked for; nothing is kept here
 * but what is known only while the process runs.
 */
package io.rankwire.console;
