import { fileURLToPath } from "node:url";
import { launch } from "./firefox.mjs";
import { faults } from "./faults.mjs";
import { suite } from "./suite.mjs";

const extension = process.env.NUTGRAF_PACKAGE ?? fileURLToPath(new URL("../../target/dist/firefox", import.meta.url));
const options = { name: "Firefox", program: process.env.NUTGRAF_FIREFOX, extension };
suite(launch, options);
faults(launch, options);
