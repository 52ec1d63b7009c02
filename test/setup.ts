import fc from 'fast-check';

// The ordinary run is the same every time; FAST_CHECK_SEED=… looks elsewhere.
fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 20_261_124) });
