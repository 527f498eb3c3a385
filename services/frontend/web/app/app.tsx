import { AddTask } from "../adding/add-task";
import { TasksOnTheirWay } from "../adding/tasks-on-their-way";
import { ListDialog } from "../lists/list-dialog";
import { t } from "../messages/language";
import { Notifications } from "../notifications/notifications";
import { Places } from "../places/places";
import { OpenSettings } from "../settings/open-settings";
import { Settings } from "../settings/settings";
import { Announcer } from "../shared/announcer";
import { DeadLetters } from "../shared/dead-letters/dead-letters";
import { Header } from "../shared/header";
import { SignIn } from "../shared/sign-in";
import { signIn } from "../shared/sign-in-state";
import { useStore } from "../shared/store";
import { ToastList } from "../shared/toast-list";
import { NotDone } from "../tasks/not-done";
import { TaskDialog } from "../tasks/task-dialog";
import { Tasks } from "../tasks/tasks";
import { load, start } from "./loading";
import { Shortcuts } from "./shortcuts";

/** The page of the tasks. */
export function App() {
  const { isAsked } = useStore(signIn);
  return (
    <>
      <a className="skip" href="#tasks">
        {t.skipToTasks}
      </a>
      <Header>
        <OpenSettings />
      </Header>
      <main>
        <SignIn onEnter={start} />
        <div id="workspace" className="columns" hidden={isAsked}>
          <Places />
          <div className="column">
            <AddTask />
            <NotDone />
            <Tasks onRetry={load}>
              <TasksOnTheirWay />
            </Tasks>
          </div>
          <aside className="column" aria-label={t.aside}>
            <Notifications />
            <DeadLetters />
          </aside>
        </div>
      </main>
      <ToastList />
      <TaskDialog />
      <ListDialog />
      <Announcer />
      <Settings onImported={load} />
      <Shortcuts />
    </>
  );
}
