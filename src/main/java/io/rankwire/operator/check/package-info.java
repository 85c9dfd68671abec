/** The rules that an operator's files must keep. */
package io.rankwire.operator.check;
