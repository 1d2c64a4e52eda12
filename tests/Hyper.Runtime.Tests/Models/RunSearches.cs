namespace Hyper.Runtime.Tests.Models;

// Searches of runs: over the settings of one experiment, and between two.

[RunSearch(typeof(TuneSmallNetwork), Runs = 4, Halvings = 1)]
[Vary(RunSetting.LearningRate, 1e-4, 1e-1, Scale = Scale.Log)]
[VaryAmong(RunSetting.BatchSize, 12, 24)]
public static partial class ChooseSmallNetwork;

[RunSearch(typeof(TuneSmallNetwork), typeof(SelfTuneSmallNetwork), Algorithm = Algorithm.Bayesian, Runs = 4, InitialRuns = 2, Seed = 2)]
public static partial class ChooseSmallMethod;
