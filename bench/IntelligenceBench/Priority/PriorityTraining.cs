using System.Text;
using System.Text.Json;
using EmailAgent.Intelligence.Priority;

namespace EmailAgent.IntelligenceBench.Priority;

/// <summary>Trains the default weights on all of the archives, and writes them to the library.</summary>
internal static class PriorityTraining
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    public static void Run(string[] folders)
    {
        var trained = PriorityTrainer.Train(PriorityArchives.Examples(folders));
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Indented))
            Write(json, trained);
        var text = Encoding.UTF8.GetString(stream.ToArray()) + "\n";
        if (Toy.IsOn)
        {
            Console.WriteLine($"{text.Length} characters of weights");
            return;
        }

        var path = SourceTree.Library(Path.Combine("Priority", "priority.json"));
        File.WriteAllText(path, text);
        Console.WriteLine(text);
        Console.WriteLine($"written: {path}");
    }

    private static void Write(Utf8JsonWriter json, PriorityDefaults trained)
    {
        json.WriteStartObject();
        json.WriteNumber("bias", Rounded(trained.Bias));
        json.WriteStartObject("features");
        foreach (var (i, feature) in PriorityFeatureTable.All.Index())
        {
            json.WriteStartObject(feature.Code);
            json.WriteNumber("weight", Rounded(trained.Weights[i]));
            json.WriteNumber("usual", Rounded(trained.Usual[i]));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static decimal Rounded(double value) => Math.Round((decimal)value, 3);
}
