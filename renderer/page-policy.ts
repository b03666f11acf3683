import { z } from "zod";

// The page's policy forbids `eval`, and zod's attempt to use it would be reported as a violation.
z.config({ jitless: true });
