import { mount } from "../shared/mount";
import { SignInPage } from "./sign-in-page";

mount(<SignInPage />);
