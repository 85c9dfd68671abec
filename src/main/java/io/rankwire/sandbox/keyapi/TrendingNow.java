package io.rankwire.sandbox.keyapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rankwire.sandbox.sample.RankedPeriod;
import io.rankwire.sandbox.sample.SampleMarket;
import io.rankwire.sandbox.sample.SampleNames;
import io.rankwire.sandbox.sample.SandboxJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What trends at the moment, 120 rows each: hashtags, music and videos. */
final class TrendingNow {
    private static final int DEPTH = 120;
    private static final String ALL_REGIONS = "all_regions";

    private TrendingNow() {}

    /** Makes a row of a contender, given its rank. */
    private interface Row {
        ObjectNode of(SampleMarket.Contender contender, int rank, String region);
    }

    static List<ObjectNode> hashtags(Map<String, String> question, RankedPeriod period) {
        return ranked("hashtags", question, period, TrendingNow::hashtag);
    }

    static List<ObjectNode> music(Map<String, String> question, RankedPeriod period) {
        return ranked("music", question, period, TrendingNow::sound);
    }

    static List<ObjectNode> videos(Map<String, String> question, RankedPeriod period) {
        return ranked("trending videos", question, period, TrendingNow::video);
    }

    private static List<ObjectNode> ranked(String kind, Map<String, String> question, RankedPeriod period, Row row) {
        String region = question.getOrDefault("region", ALL_REGIONS);
        List<SampleMarket.Contender> present = new SampleMarket(
                        150, kind, region, question.getOrDefault("period", "7"), question.getOrDefault("order_by", ""))
                .present(period);
        List<ObjectNode> rows = new ArrayList<>();
        for (int i = 0; i < Math.min(DEPTH, present.size()); i++) {
            rows.add(row.of(present.get(i), i + 1, region.equals(ALL_REGIONS) ? "US" : region));
        }
        return rows;
    }

    private static ObjectNode hashtag(SampleMarket.Contender contender, int rank, String region) {
        ObjectNode row = SandboxJson.object()
                .put("hashtag_id", contender.id("1600"))
                .put("hashtag_name", "sampletag" + contender.number())
                .put("publish_cnt", contender.ordinary("posts", 90_000))
                .put("video_views", contender.ordinary("views", 80_000_000))
                .put("rank", rank)
                .put("rank_diff_type", 1 + contender.mood("diff", 4))
                .put("is_promoted", contender.trait("promoted", 9) == 0);
        row.putObject("country_info").put("id", region).put("value", "Sample country");
        row.putObject("industry_info").put("id", "22000000000").put("value", "Sample industry");
        putTrend(row, contender);
        row.putArray("creators");
        return row;
    }

    private static ObjectNode sound(SampleMarket.Contender contender, int rank, String region) {
        String id = contender.id("7210");
        ObjectNode row = SandboxJson.object()
                .put("clip_id", id)
                .put("song_id", contender.id("7211"))
                .put("title", "Sample Song " + contender.number() + " – été")
                .put("author", "Demo Artist " + contender.trait("artist", 60))
                .put("cover", SampleNames.image("music", id))
                .put("duration", 15 + contender.trait("duration", 60))
                .put("link", "https://www.tiktok.com/music/x-" + id)
                .put("country_code", region)
                .put("rank", rank)
                .put("rank_diff", contender.mood("difference", 30))
                .put("rank_diff_type", 1 + contender.mood("diff", 4));
        putTrend(row, contender);
        return row.put("on_list_times", 1 + contender.trait("times", 40));
    }

    private static ObjectNode video(SampleMarket.Contender contender, int rank, String region) {
        String id = contender.id("7520");
        return SandboxJson.object()
                .put("id", id)
                .put("title", "Sample video " + contender.number() + " ✨")
                .put("cover", SampleNames.image("video", id))
                .put("duration", 8 + contender.trait("duration", 80))
                .put("region", "Sample country " + rank % 3)
                .put("country_code", region)
                .put("item_url", "https://www.tiktok.com/@demo.creator/video/" + id);
    }

    private static void putTrend(ObjectNode row, SampleMarket.Contender contender) {
        row.putArray("trend")
                .addObject()
                .put("time", contender.moment().ordinal() * 86_400)
                .put("value", 1);
    }
}
