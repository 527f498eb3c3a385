import { mount } from "../shared/mount";
import { InvitePage } from "./invite-page";

mount(<InvitePage />);
