import { keepPage } from "./navigation";
import { showPushed } from "./push";
import { renewSubscription } from "./renewal";
import { takeOverWhenAsked } from "./updates";

keepPage();
takeOverWhenAsked();
showPushed();
renewSubscription();
