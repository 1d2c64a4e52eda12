using System.CommandLine;
using Comparing;
using FashionCnn;
using Hyper.App;

const int Trials = 10;

Option<string> data = SampleOption.Data(
    [FashionPictures.Name],
    $"What to compare on: {FashionPictures.Name}, where Debian installs it, or a directory with the four IDX files of MNIST or Fashion-MNIST.");
Option<int?> training = NumberOption.Whole("--training", 1, "Pictures that fit the weights. [default: 20000]");
Option<int?> validation = NumberOption.Whole(
    "--validation", 1, "Pictures that choose the hyperparameters. [default: 5000] The files' own test set is the test.");

return await new SampleProgram
{
    Name = "FashionCnn",
    Description = "Tunes weight decay, dropout, cutout and label smoothing of a small convolutional network in one training run, and"
        + $" compares the result with a training at the initial hyperparameters ({Verdict.Untuned}) and with the best of {Trials} full"
        + $" trainings at random ones ({Verdict.RandomSearch}).",
    Examples = """
        Examples:
          FashionCnn                                       the clothes, as Debian's dataset-fashion-mnist installs them
          FashionCnn --seed 3 --json comparison.json       other splits, and the table as a file
          FashionCnn --training 1000 --steps 100           seconds instead of minutes
        """,
    Settings = TuneClothes.Settings,
    Options = [data, training, validation],
    Load = given => new Comparison(
        given.Get(data)!,
        Pictures(given.Get(data), given.Seed, given.Get(training), given.Get(validation)),
        TuneClothes.Settings,
        [
            Method.Tuned(Verdict.Tuned, TuneClothes.RunAsync),
            Method.Trained(Verdict.Untuned, TuneClothes.TrainAtAsync, new ClothesClassifier.Hyperparameters()),
            Method.Search(Verdict.RandomSearch, TuneClothes.TrainAtAsync, Candidates.Draw(given.Seed, Trials)),
        ]),
    Data = request => Pictures(request.Source, request.Seed, training: null, validation: null),
    Summary = rows => Verdict.AgainstSearch(rows, Trials),
}.RunAsync(args);

static DataSplits Pictures(string? source, int seed, int? training, int? validation) =>
    FashionPictures.Load(source ?? FashionPictures.Name, seed, training ?? 20_000, validation ?? 5_000, pixels: 28 * 28);
