<#ftl output_format="plainText">
<#-- The text part of the mail of a digest. -->
${title}
${moment}
<#if old?has_content>

</#if>
<#list old as line>
${line}
</#list>
<#list texts as text>


${text?trim}
</#list>

--
<#list footer as line>
${line}
</#list>
