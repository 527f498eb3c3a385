import { keepPage } from "./navigation";
import { takeOverWhenAsked } from "./updates";

keepPage();
takeOverWhenAsked();
