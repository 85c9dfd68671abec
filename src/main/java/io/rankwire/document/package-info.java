/**
 * A snapshot as bytes: files in several formats, packed and encrypted if asked for, with their manifest; the report that
 * is mailed; the webhook's payload.
 *
 * <p>Decides which columns a file has and in what order, how a value is written in every format, what a file is called,
 * and how text from a vendor is made harmless where it could act: formulas in a spreadsheet, markup in a mail, line
 * breaks in a subject, paths in a file name. The same snapshot always gives the same bytes, so that a delivery that is
 * repeated can be recognised; of an encrypted file that holds for what is inside. No value is rounded or lost on its way
 * into a type of a format: a value that the type cannot hold is written as text. A ranking is never held in memory: rows pass through, page by page.
 */
package io.rankwire.document;
