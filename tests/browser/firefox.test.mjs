import { fileURLToPath } from "node:url";
import { launch } from "./firefox.mjs";
import { suite } from "./suite.mjs";

const extension = process.env.NUTGRAF_PACKAGE ?? fileURLToPath(new URL("../../target/dist/firefox", import.meta.url));
suite(launch, { name: "Firefox", program: process.env.NUTGRAF_FIREFOX, extension });
