import { fileURLToPath } from "node:url";
import { launch } from "./chromium.mjs";
import { suite } from "./suite.mjs";

const extension = process.env.NUTGRAF_PACKAGE ?? fileURLToPath(new URL("../../target/dist/chrome", import.meta.url));
suite(launch, { name: "Chromium", program: process.env.NUTGRAF_CHROMIUM, extension });
