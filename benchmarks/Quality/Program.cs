using Hyper.Quality;

return await QualityCommand.RunAsync(args);
