/** From an operator's files to running routes: looked at, checked, swapped, put back. */
package io.rankwire.operator.desk;
