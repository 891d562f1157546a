package dev.tuninglab.app.knobs;

import dev.tuninglab.app.knobs.burn.BurnSettings;
import dev.tuninglab.app.knobs.cache.Cache;
import dev.tuninglab.app.knobs.cache.CacheSettings;
import dev.tuninglab.app.knobs.compress.Compress;
import dev.tuninglab.app.knobs.compress.CompressSettings;
import dev.tuninglab.app.knobs.fetch.Fetch;
import dev.tuninglab.app.knobs.guard.Guard;
import dev.tuninglab.app.knobs.guard.GuardSettings;
import dev.tuninglab.app.knobs.http.Http;
import dev.tuninglab.app.knobs.http.HttpSettings;
import dev.tuninglab.app.knobs.index.Index;
import dev.tuninglab.app.knobs.json.Json;
import dev.tuninglab.app.knobs.load.Load;
import dev.tuninglab.app.knobs.log.Log;
import dev.tuninglab.app.knobs.log.LogFull;
import dev.tuninglab.app.knobs.page.Page;
import dev.tuninglab.app.knobs.pool.Pool;
import dev.tuninglab.app.knobs.pool.PoolSettings;
import dev.tuninglab.app.knobs.prepare.Prepare;
import dev.tuninglab.app.knobs.prepare.PrepareSettings;
import dev.tuninglab.app.knobs.stale.Stale;
import dev.tuninglab.app.knobs.stale.StaleSettings;
import dev.tuninglab.app.knobs.threads.Threads;
import dev.tuninglab.app.knobs.threads.ThreadsSettings;
import dev.tuninglab.app.knobs.wait.WaitSettings;
import dev.tuninglab.app.knobs.write.Write;
import dev.tuninglab.app.tuning.Knob;
import java.util.List;

/** The one list of all knobs, in the order in which they are shown. */
public final class Knobs {
  public static final List<Knob<?>> ALL =
      List.of(
          Pool.KNOB,
          PoolSettings.SIZE,
          PoolSettings.MIN_IDLE,
          PoolSettings.TIMEOUT,
          PoolSettings.MAX_LIFETIME,
          PoolSettings.LEAK_DETECTION,
          Fetch.KNOB,
          Page.KNOB,
          Compress.KNOB,
          CompressSettings.LEVEL,
          CompressSettings.MIN_SIZE,
          Log.KNOB,
          LogFull.KNOB,
          Json.KNOB,
          Cache.KNOB,
          CacheSettings.SIZE,
          CacheSettings.TTL,
          CacheSettings.MAX_AGE,
          Index.KNOB,
          Stale.KNOB,
          StaleSettings.KEEP,
          Load.KNOB,
          Write.KNOB,
          Prepare.KNOB,
          PrepareSettings.THRESHOLD,
          Threads.KNOB,
          ThreadsSettings.SIZE,
          Http.KNOB,
          HttpSettings.IDLE_TIMEOUT,
          Guard.KNOB,
          GuardSettings.STATEMENT_TIMEOUT,
          GuardSettings.POOL_WAIT,
          GuardSettings.LIMIT,
          GuardSettings.RETRY_WITHIN,
          GuardSettings.BREAKER_WINDOW,
          GuardSettings.BREAKER_WAIT,
          WaitSettings.KNOB,
          BurnSettings.KNOB);

  private Knobs() {}
}
