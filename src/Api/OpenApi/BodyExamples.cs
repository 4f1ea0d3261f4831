using Microsoft.OpenApi;

namespace EmailAgent.Api.OpenApi;

/// <summary>Gives every JSON body an example: those of requests, of answers and of events.</summary>
internal static class BodyExamples
{
    public static void AddTo(OpenApiDocument document)
    {
        var operations = document.Paths.Values.Concat(document.Webhooks?.Values ?? []).SelectMany(path => path.Operations ?? []).Select(operation => operation.Value);
        foreach (var operation in operations)
        {
            Add(operation.RequestBody?.Content);
            foreach (var (status, answer) in operation.Responses ?? [])
            {
                if (status[0] == '2')
                {
                    Add(answer.Content);
                }
            }
        }
    }

    private static void Add(IDictionary<string, OpenApiMediaType>? content)
    {
        if (content?.TryGetValue("application/json", out var media) == true && media is { Schema: { } schema })
        {
            media.Example ??= ExampleBuilder.Build(schema);
        }
    }
}
