import { App } from "./app/app";
import { openLinkedTasks } from "./app/linked-task";
import { start, stop } from "./app/loading";
import { keepPage } from "./app/service-worker";
import { ignoreSecondClicks } from "./shared/double-click";
import { mount } from "./shared/mount";
import { askWhenUnauthorized } from "./shared/sign-in-state";

ignoreSecondClicks();
askWhenUnauthorized(stop);
mount(<App />);
start();
openLinkedTasks();
keepPage(import.meta.url);
