import * as z from "zod";
import { createListSchema } from "../list-schemas";

const { name, colour, order } = createListSchema.shape;

/** What files may say of a list. A field that is not known is ignored: a newer release may have written it. */
export const importedListSchema = z.object({
  id: z.uuid(),
  name,
  colour: colour.default(null).transform((given) => given ?? null),
  order: order.default(0),
});
