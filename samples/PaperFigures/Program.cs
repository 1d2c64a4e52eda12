using PaperFigures;

return await new PaperProgram().RunAsync(args);
