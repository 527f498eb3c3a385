import { App } from "./app/app";
import { openLinkedTasks } from "./app/linked-task";
import { start, stop } from "./app/loading";
import { ignoreSecondClicks } from "./shared/double-click";
import { mount } from "./shared/mount";
import { askingHash, askToSignIn, askWhenUnauthorized } from "./shared/sign-in-state";
import { takeBackBy } from "./undo/own-acts";

ignoreSecondClicks();
askWhenUnauthorized(stop);
takeBackBy(() => import("./undo/take-back").then(({ takeBack }) => takeBack));
mount(<App />);
// A platform that signs its local user in asks for no sign-in, unless the address does.
if (location.hash === askingHash) askToSignIn();
else start();
openLinkedTasks();
