<#ftl output_format="plainText">
<#-- One ranking within the text part of a digest. It is given what a report of it is given. -->
${title?upper_case}
${source}<#if market??> · ${market}</#if> · ${period.label}<#if period.type != "day"> (${period.dates})</#if>
<#list notices as notice>
! ${notice}
</#list>
${summary}
<#list watch?filter(one -> one.row?? || one.gone??) as one>
${say("watch.title")}: ${one.wanted} <#if one.row??>– ${one.row.rank}<#if one.row.moved?has_content> (${one.row.moved})</#if><#if one.others??>, ${one.others}</#if><#else>– ${one.state}<#if one.gone??>, ${one.gone.from}</#if></#if>
</#list>

<#if top?has_content>
${say("top.title", top?size)}<#if figures?has_content> · ${figures?first}</#if>
</#if>
<#list top as row>
${row.rank?string?left_pad(5)}  ${row.name}
       <#if row.moved?has_content>${row.moved}<#if figures?has_content> · </#if></#if><#if figures?has_content>${row.figures?first}</#if>
</#list>
<#if more gt 0>
${say("top.more", more)}
</#if>
