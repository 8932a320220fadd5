package dev.customerhealth.cli.synthetic;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Parts of comments in one language, written for this project.
 *
 * @param openings what it is about
 * @param remarks by mood
 * @param endings by mood
 * @param typedPlainly of 1,000 comments so many are typed without accents
 */
record Phrasebook(
    String lang,
    List<String> openings,
    Map<Mood, List<String>> remarks,
    Map<Mood, List<String>> endings,
    int typedPlainly) {

  private static final Pattern ACCENTS = Pattern.compile("\\p{M}");

  static final Phrasebook VIETNAMESE =
      new Phrasebook(
          "vi",
          List.of("Đơn này thì", "Lần này", "Mua quà cho cửa hàng,", "Đặt hộp quà", "Nói thật,"),
          Map.of(
              Mood.FURIOUS,
              List.of(
                  "hứa giao mà không giao, gọi không nghe máy",
                  "giao nhầm hàng rồi nuốt lời, nói dối khách",
                  "lừa đảo, hàng giả, thái độ vô trách nhiệm",
                  "thất hứa ba lần, phục vụ quá tệ",
                  "hàng vỡ nát mà không thèm xin lỗi, tôi sẽ đăng lên mạng",
                  "làm ăn cẩu thả, tồi tệ chưa từng thấy"),
              Mood.LET_DOWN,
              List.of(
                  "giao hàng quá chậm, chờ mãi",
                  "hàng bị móp, đóng gói sơ sài",
                  "giao thiếu 1 món, nhắn tin không trả lời",
                  "màu khác xa hình, hơi thất vọng",
                  "bị trầy xước, không như mong đợi",
                  "chất lượng kém, không đáng tiền"),
              Mood.SO_SO,
              List.of(
                  "hàng tạm được, không có gì đặc biệt",
                  "bình thường, tiền nào của nấy",
                  "cũng được nhưng bên khác rẻ hơn",
                  "tạm ổn, giao hàng hơi lâu",
                  "ở đây không có gì khác nên đành mua",
                  "chấp nhận được, nhưng hộp hơi mỏng"),
              Mood.CONTENT,
              List.of(
                  "giao hàng đúng hẹn, đúng mô tả",
                  "hài lòng, đóng gói kỹ",
                  "giao nhanh, giá hợp lý",
                  "sp đẹp, đúng như hình",
                  "tư vấn tốt, đầy đủ",
                  "hàng chắc chắn, dễ dùng"),
              Mood.DELIGHTED,
              List.of(
                  "nhân viên nhiệt tình, gói hàng rất đẹp",
                  "rất hài lòng, không chê vào đâu được",
                  "phục vụ chu đáo, đáng tiền",
                  "tuyệt vời, lần nào cũng hài lòng",
                  "quá xinh, khách của tôi thích lắm",
                  "đẹpppp lắm, giao siêu nhanh"),
              Mood.AMAZED,
              List.of(
                  "đẹp hơn mong đợi, có thư tay và quà tặng kèm",
                  "quá bất ngờ, không thể tốt hơn",
                  "xuất sắc, ai cũng khen đẹp",
                  "vượt xa mong đợi, đã giới thiệu bạn bè",
                  "trên cả tuyệt vời, mọi người nên mua",
                  "đỉnh cao, hoàn hảo đến từng chi tiết")),
          Map.of(
              Mood.FURIOUS,
              List.of("Sẽ không bao giờ mua lại.", "Đừng mua ở đây!", "Tôi rất tức 😡", ""),
              Mood.LET_DOWN,
              List.of("Chắc tôi tìm chỗ khác.", "Mong shop cải thiện.", "Buồn ghê.", ""),
              Mood.SO_SO,
              List.of("Cũng tạm.", "Để xem lần sau.", "", ""),
              Mood.CONTENT,
              List.of("Cảm ơn shop.", "Sẽ mua tiếp.", "Ok 👍", ""),
              Mood.DELIGHTED,
              List.of("Chắc chắn sẽ quay lại.", "Yêu shop 😍", "Ủng hộ dài dài.", ""),
              Mood.AMAZED,
              List.of("Wow 🤩", "10 điểm!", "Cả nhà ai cũng thích.", "")),
          120);

  static final Phrasebook ENGLISH =
      new Phrasebook(
          "en",
          List.of(
              "This order:", "Bought for my shop,", "The gift boxes:", "Honestly,", "This time"),
          Map.of(
              Mood.FURIOUS,
              List.of(
                  "you lied about the delivery date, twice",
                  "promised a refund and never called back",
                  "worst service ever, rude and shameless",
                  "arrived shattered, and nobody answered my complaint",
                  "false promises, I will post this on social media",
                  "a scam, the boxes are rubbish"),
              Mood.LET_DOWN,
              List.of(
                  "arrived late and one box was dented",
                  "poor quality, not as described",
                  "wrong colour, no reply to my mail",
                  "disappointed, two cups were cracked",
                  "overpriced for such thin paper",
                  "still waiting for the missing items"),
              Mood.SO_SO,
              List.of(
                  "okay, nothing special",
                  "average, you get what you pay for",
                  "fine but cheaper elsewhere",
                  "it was ok, a bit slow",
                  "the only option nearby, so I ordered",
                  "decent, the boxes are a bit thin"),
              Mood.CONTENT,
              List.of(
                  "good quality, arrived on time",
                  "as described, well packed",
                  "easy to order, quick delivery",
                  "satisfied with everything",
                  "helpful staff, fair price",
                  "nice cups, as expected"),
              Mood.DELIGHTED,
              List.of(
                  "excellent service, beautiful boxes",
                  "love it, my customers love it too",
                  "great quality, perfect packaging",
                  "fantastic as always, thank you",
                  "wonderful staff, delivered very fast",
                  "amazing value, will definitely order again"),
              Mood.AMAZED,
              List.of(
                  "exceeded my expectations, with a handwritten card",
                  "better than I expected, told all my friends",
                  "went the extra mile to find the last box",
                  "outstanding, the best ever",
                  "blown away, highly recommend to everyone",
                  "pleasantly surprised, more than I expected")),
          Map.of(
              Mood.FURIOUS,
              List.of("Never again.", "Avoid this shop!", "I am furious 😡", ""),
              Mood.LET_DOWN,
              List.of("I may look elsewhere.", "Please do better.", "Not happy.", ""),
              Mood.SO_SO,
              List.of("So so.", "We will see.", "", ""),
              Mood.CONTENT,
              List.of("Thanks.", "Will order again.", "Good 👍", ""),
              Mood.DELIGHTED,
              List.of("Will be back for sure.", "Love this shop 😍", "Thank you so much!", ""),
              Mood.AMAZED,
              List.of("Wow 🤩", "Five stars!", "Everybody asked me where I got it.", "")),
          0);

  /** One, two or three parts. */
  String comment(Mood mood, Chance chance) {
    String opening = chance.perMille(500) ? chance.oneOf(openings) + " " : "";
    String ending = chance.oneOf(endings.getOrDefault(mood, List.of("")));
    String comment = (opening + remark(mood, chance) + ". " + ending).strip();
    return chance.perMille(typedPlainly) ? plain(comment) : comment;
  }

  /** One part. */
  String remark(Mood mood, Chance chance) {
    return chance.oneOf(remarks.getOrDefault(mood, List.of("")));
  }

  /** As a Vietnamese keyboard without accents writes it. */
  private static String plain(String text) {
    String bare = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    return bare.replace('đ', 'd').replace('Đ', 'D');
  }
}
