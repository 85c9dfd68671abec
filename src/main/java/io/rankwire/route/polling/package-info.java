/** The steps that poll, and what follows the end of a poll. */
package io.rankwire.route.polling;
