namespace Hyper.Quality;

/// <summary>A search of runs against the same runs as a whole.</summary>
/// <param name="Data">What was tuned on.</param>
/// <param name="Seed">The seed of the rows' order, of the points and of the runs.</param>
/// <param name="Cost">The search's processor time over that of a whole run, the mean of all.</param>
/// <param name="StepCost">Its steps over those of a whole run.</param>
/// <param name="Found">The validation loss of the search's best run.</param>
/// <param name="Best">The lowest of the whole runs.</param>
/// <param name="Median">The middle one of theirs: what a run at a point comes to.</param>
/// <param name="Usual">That of a run with the experiment's own settings.</param>
/// <param name="FoundTest">The test loss of the search's best run.</param>
/// <param name="BestTest">That of the best whole run.</param>
internal sealed record RunSearchRow(string Data, int Seed, double Cost, double StepCost, double Found, double Best, double Median, double Usual, double FoundTest, double BestTest);
