import { keepPage } from "./navigation";
import { showPushed } from "./push";
import { takeOverWhenAsked } from "./updates";

keepPage();
takeOverWhenAsked();
showPushed();
