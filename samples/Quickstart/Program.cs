using System.CommandLine;
using Comparing;
using Hyper.App;
using Quickstart;

Option<string> data = SampleOption.Data(
    [DataChoice.DigitsName, FashionPictures.Name],
    $"What to compare on: {DataChoice.DigitsName}; {FashionPictures.Name}, where Debian installs it; a directory with the four IDX"
    + " files of MNIST or Fashion-MNIST; or a .csv or .csv.gz file, with or without a header, of 64 feature columns"
    + " (784 also fit) and a label column from 0 to 9. Features should lie between 0 and 1.");
Option<int?> training = NumberOption.Whole("--training", 1, "Rows that fit the weights. [default: 200; 1000 of IDX files]");
Option<int?> validation = NumberOption.Whole(
    "--validation", 1, "Rows that choose the hyperparameters. [default: 500; 2000 of IDX files] The rest, or the IDX files' own test set, is the test.");

return await new SampleProgram
{
    Name = "Quickstart",
    Description = "Tunes thousands of hyperparameters of a small classifier in one training run, and compares the result with a"
        + $" training at the initial hyperparameters ({Verdict.Untuned}) and with the best of {Subject.Trials} full trainings at"
        + $" random ones ({Verdict.RandomSearch}).",
    Examples = """
        Examples:
          Quickstart                                       the digits, with the experiment's own seed and steps
          Quickstart --seed 3 --json comparison.json       other splits, and the table as a file
          Quickstart --data fashion-mnist --training 500   clothes, as Debian's dataset-fashion-mnist installs them
          Quickstart --data rows.csv.gz --validation 300   your own rows: features from 0 to 1, then a label
          Quickstart run TuneDigits                        the tuned run by itself, into a folder with a report
        """,
    Settings = TuneDigits.Settings,
    Options = [data, training, validation],
    Load = given =>
    {
        (Subject subject, DataSplits splits) = DataChoice.Load(given.Get(data)!, given.Seed, given.Get(training), given.Get(validation));
        return new Comparison(given.Get(data)!, splits, subject.Settings, subject.Methods(given.Seed));
    },
    Data = request => DataChoice.Load(request.Source ?? DataChoice.DigitsName, request.Seed, training: null, validation: null).Splits,
    Summary = rows => Verdict.OfRefits(rows, Subject.Trials),
}.RunAsync(args);
