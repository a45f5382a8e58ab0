import { fileURLToPath } from "node:url";
import { launch } from "./chromium.mjs";
import { faults } from "./faults.mjs";
import { suite } from "./suite.mjs";

const extension = process.env.NUTGRAF_PACKAGE ?? fileURLToPath(new URL("../../target/dist/chrome", import.meta.url));
const options = { name: "Chromium", program: process.env.NUTGRAF_CHROMIUM, extension };
suite(launch, options);
faults(launch, options);
