<#ftl output_format="plainText">
<#-- The text part of the mail report. What a template can use is listed in docs/report-model.md. -->
${title}
${source}<#if market??> · ${market}</#if><#if category??> · ${category}</#if>
${period.label}<#if period.type != "day"> (${period.dates})</#if>
<#if notices?has_content>

<#list notices as notice>
! ${notice}
</#list>
</#if>

${summary}

<#list tiles as tile>
${tile.label?right_pad(14)} ${tile.value}<#if tile.note?has_content> (${tile.note})</#if>
</#list>

${say("head.sorted")} ${sort!say("head.unsorted")} · ${say("head.compared")} <#if baseline??>${baseline.short}<#else>${say("head.first")}</#if>
${say("head.depth")} ${depth} · ${say("head.fetched")} ${fetched}
<#if watch?has_content>

${say("watch.title")?upper_case}
<#list watch as one>
<#assign row = one.row!one.gone!{}>
${((one.row.rank)!"–")?left_pad(5)}  ${row.name!one.wanted}
       <#if row.name?? && row.name != one.wanted>${one.wanted} · </#if><#if one.row??>${one.row.moved}<#if one.row.from?has_content> ${one.row.from}</#if><#else>${one.state}<#if one.gone??>, ${one.gone.from}</#if></#if><#if one.others??> · ${one.others}</#if><#if one.best??> · ${one.best}</#if>
</#list>
</#if>

${say("top.title", top?size)?upper_case}
<#list top as row>
${row.rank?left_pad(5)}  ${row.name}
       <#if row.moved?has_content>${row.moved}<#if row.from?has_content> ${row.from}</#if> · </#if><#list row.figures as figure>${figures[figure?index]} ${figure}<#sep> · </#list>
<#if row.details?has_content>
       ${row.details?join(" · ")}
</#if>
<#else>
${say("top.empty")}
</#list>
<#if cutFrom??>
       ${say("top.cut", top?size, cutFrom)}
</#if>
<#if more gt 0>
       ${say("top.more", more)}
</#if>
<#list sections as section>

${section.title?upper_case} · ${section.count}
<#list section.rows as row>
${row.rank?left_pad(5)}  ${row.name}
       <#if section.shows == "figure">${section.column} ${row.figures?first!"–"}<#else><#if section.id != "back">${row.moved} </#if>${row.from}</#if>
</#list>
<#if section.more gt 0>
       ${say("list.more", section.more)}
</#if>
</#list>
<#if history??>

${history.title?upper_case}
       ${history.periods?join(" → ")}
<#list history.lines as line>
${line.rank?left_pad(5)}  ${line.name}
       ${line.ranks?join(" → ")}
</#list>
</#if>
<#if shares??>

${shares.title?upper_case}
<#list shares.bars as bar>
${bar.percent?left_pad(6)} ${bar.name} (${bar.rows})
</#list>
</#if>

--
<#list footer as line>
${line}
</#list>
