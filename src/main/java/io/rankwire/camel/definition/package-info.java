/**
 * What may stand in a YAML file: Camel's own schema and the definitions of kamelets, and what is made from them for
 * people and editors.
 */
package io.rankwire.camel.definition;
