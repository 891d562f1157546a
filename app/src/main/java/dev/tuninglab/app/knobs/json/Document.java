package dev.tuninglab.app.knobs.json;

/** A document that is still to be written: by then no connection is held. */
public interface Document {
  /** The whole document as JSON in UTF-8. */
  byte[] bytes();
}
