using System.CommandLine;
using Comparing;
using Hyper.App;
using Words;

const int Trials = 10;
const string Novel = "pride-and-prejudice";

Option<string> data = SampleOption.Data(
    [Novel], $"What to read: {Novel}, 23 chapters of the novel, which ship with the sample; or a text file, which may be compressed with gzip.");
Option<int?> length = NumberOption.Whole("--length", 2, "Words of a row. [default: 20]");

return await new SampleProgram
{
    Name = "Words",
    Description = "Tunes the dropouts and the weight decay of a recurrent language model in one training run, and compares the result with a"
        + $" training at the initial hyperparameters ({Verdict.Untuned}) and with the best of {Trials} full trainings at random ones ({Verdict.RandomSearch}).",
    Examples = """
        Examples:
          Words                                    the novel
          Words --seed 3 --json comparison.json    another start, and the table as a file
          Words --data letters.txt --steps 500     a text of your own, in a quarter of the time
        """,
    Settings = TuneWords.Settings,
    Options = [data, length],
    Load = given =>
    {
        DataSplits splits = Read(given.Get(data), given.Get(length));
        return new Comparison(
            given.Get(data)!,
            splits,
            TuneWords.Settings,
            [
                Method.Tuned(Verdict.Tuned, TuneWords.RunAsync),
                Method.Trained(Verdict.Untuned, TuneWords.TrainAtAsync, new WordModel.Hyperparameters()),
                Method.Search(Verdict.RandomSearch, TuneWords.TrainAtAsync, Candidates.Draw(given.Seed, Trials)),
            ])
        {
            Measures = [new Measure("perplexity", "test\nperplexity", "F1", found => found.Model.Metrics(splits.Test!)["Perplexity"])],
        };
    },
    Data = request => Read(request.Source, length: null),
    Summary = rows => Verdict.AgainstSearch(rows, Trials),
}.RunAsync(args);

static DataSplits Read(string? source, int? length) =>
    Text.Load(source is null or Novel ? Path.Combine(AppContext.BaseDirectory, Novel + ".txt") : source, length ?? 20);
