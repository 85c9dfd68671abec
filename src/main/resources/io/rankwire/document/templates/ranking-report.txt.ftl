<#ftl output_format="plainText">
<#-- The text part of the mail report. The names are those listed at the top of ranking-report.html.ftlh. -->
<#macro list title rows count>
<#if rows?has_content>

${title?upper_case}
<#list rows as row>
${row.rank?string?left_pad(5)}  ${row.name}
${""?left_pad(7)}<#nested row>
</#list>
<#if count gt rows?size>
${""?left_pad(7)}and ${count - rows?size} more
</#if>
</#if>
</#macro>
${title}
${source}<#if region??> · ${region}</#if>
${period.type?cap_first} ${period.key} (${period.first}<#if period.last != period.first> to ${period.last}</#if>)
${rows} <#if rows == 1>row<#else>rows</#if><#if sortedBy??>, sorted by ${sortedBy}</#if>
<#if total??>
${total} in all (${rowsWithTotal} of ${rows} rows have an amount in USD)
</#if>
<#if notices?has_content>

<#list notices as notice>
! ${notice}
</#list>
</#if>

<#if baseline??>
Compared with ${baseline}: ${tally.new} new, ${tally.reEntries} <#if tally.reEntries == 1>re-entry<#else>re-entries</#if>, ${tally.climbed} climbed, ${tally.fell} fell, ${tally.dropped} dropped
<#else>
This is the first ranking of this series. There is nothing to compare it with yet; the next report says who moved.
</#if>
<@list "Top " + top?size top rows; row><#if row.moved?has_content>${row.moved} · </#if><#if row.sortValue??>${sortedBy} ${row.sortValue} · </#if>${row.amount!"–"}<#if row.units??> · ${row.units} units</#if></@list><#rt>
<@list "New" entered tally.new; row>${row.amount!"–"}</@list><#rt>
<@list "Re-entries" returned tally.reEntries; row>last seen at ${row.previousRank}<#if row.lastSeen??> in ${row.lastSeen}</#if></@list><#rt>
<@list "Climbed most" climbers tally.climbed; row>${row.moved} from ${row.previousRank}</@list><#rt>
<@list "Fell most" fallers tally.fell; row>${row.moved} from ${row.previousRank}</@list><#rt>
<@list "Dropped out, with the last rank" dropped tally.dropped; row>${row.amount!"–"}</@list><#rt>

--
Amounts and units are the vendor's estimates, not audited sales. Amounts from a thousand up are rounded;
– means that the vendor gives none. Equal values share a rank.
<#if baseline??>
▲ and ▼: places gained and lost since ${baseline}. NEW: never seen in this series before.
RE: re-entry, seen before, but not in ${baseline}.
</#if>
Feed ${feed} · ${status}, revision ${revision} · fetched ${fetchedAt}
${scope}
