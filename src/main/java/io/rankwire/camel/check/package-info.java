/**
 * Whether operators' files are right, told with file, line and column, without starting any of them. It decides what is a
 * mistake and what is only odd; who is told, and whether a file is loaded all the same, is decided elsewhere.
 */
package io.rankwire.camel.check;
