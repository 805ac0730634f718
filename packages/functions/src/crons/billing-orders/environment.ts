import * as z from "zod/mini";
import { booksEnvironment } from "../../runtime/books.ts";

export const environmentSchema = z.object(booksEnvironment);
