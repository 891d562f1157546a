package dev.tuninglab.db.generator;

/** Product names and descriptions that look, and compress, like a shop's text. */
final class Prose {
  private static final String[] ADJECTIVES =
      words(
          "quiet sturdy walnut brushed compact folding woven heavy light linen ceramic copper modular"
              + " vintage waterproof slim wireless braided insulated matte polished recycled natural"
              + " adjustable portable washable stackable classic hardened bright narrow wide hollow"
              + " curved plain velvet cotton leather bamboo granite amber crimson navy ivory olive"
              + " charcoal handmade reversible magnetic silent rugged elegant modest generous simple"
              + " soft firm cool warm dry deep shallow steady careful patient honest");
  private static final String[] NOUNS =
      words(
          "lamp desk chair kettle backpack notebook blanket mirror shelf speaker keyboard bottle"
              + " jacket tent pan knife basket clock carpet stool monitor charger cable pillow mug"
              + " bench drawer ladder lantern toolbox curtain cushion tray jar bowl grill hammock"
              + " helmet glove scarf boot wallet umbrella camera tripod printer router heater fan");
  private static final String[] THINGS =
      words(
          "morning kitchen workshop garden journey winter evening family studio corner hallway"
              + " weekend market harbour forest mountain apartment office classroom train window"
              + " surface handle hinge frame corner seam stitch fabric coating battery switch button"
              + " dial strap buckle zipper pocket lid base edge cover lining grip joint spring screw"
              + " finish weight balance colour texture sound comfort shade storage space room light"
              + " water steam heat dust rain sunlight guest neighbour child traveller cook reader"
              + " painter carpenter student season year decade warranty manual box parcel");
  private static final String[] VERBS =
      words(
          "keeps holds carries fits joins guards lifts rests turns folds opens closes suits serves"
              + " follows meets survives forgives improves replaces outlasts warms cools dries cleans"
              + " protects supports balances softens quiets brightens reaches crosses touches welcomes"
              + " rewards remembers needs saves shares gathers covers frames finds");
  private static final String[] LINKS =
      words("and while because although until unless when where so before after since whenever");
  private static final String[] PLACES =
      words(
          "in on under beside behind near around above across against beyond inside through with");
  private static final String[] OPENINGS =
      words("The A Every This Our Each That One Your Another Any Some");

  private Prose() {}

  static String productName(Random64 random) {
    String first = random.oneOf(ADJECTIVES);
    return capital(first)
        + ' '
        + capital(random.oneOf(ADJECTIVES))
        + ' '
        + capital(random.oneOf(NOUNS));
  }

  /** Sentences until the text is {@code length} characters or a little more. */
  static String description(Random64 random, int length) {
    StringBuilder text = new StringBuilder(length + 160);
    while (text.length() < length) {
      if (!text.isEmpty()) {
        text.append(' ');
      }
      sentence(text, random);
    }
    return text.toString();
  }

  private static void sentence(StringBuilder text, Random64 random) {
    text.append(random.oneOf(OPENINGS)).append(' ').append(random.oneOf(ADJECTIVES)).append(' ');
    text.append(random.oneOf(NOUNS)).append(' ').append(random.oneOf(VERBS)).append(" the ");
    text.append(random.oneOf(THINGS));
    int shape = random.below(4);
    if (shape == 0) {
      text.append(", ").append(random.between(2, 480)).append(" mm ").append(random.oneOf(PLACES));
      text.append(" the ").append(random.oneOf(THINGS));
    }
    if (shape >= 1) {
      text.append(' ')
          .append(random.oneOf(PLACES))
          .append(" the ")
          .append(random.oneOf(ADJECTIVES));
      text.append(' ').append(random.oneOf(THINGS));
    }
    if (shape >= 2) {
      text.append(' ').append(random.oneOf(LINKS)).append(" it ").append(random.oneOf(VERBS));
      text.append(' ').append(random.oneOf(ADJECTIVES)).append(' ').append(random.oneOf(THINGS));
    }
    text.append('.');
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  private static String[] words(String text) {
    return text.split(" ");
  }
}
