namespace EmailAgent.Stores.Tests.Models;

/// <summary>A model host on loopback that answers as a test demands, in the two forms of requests.</summary>
internal sealed class ScriptedModelHost : HttpFaultProxy
{
    private ScriptedModelHost()
        : base(new Uri("http://127.0.0.1/"), seed: 1)
    {
    }

    public string Text { get; set; } = "Certainly.";

    /// <summary>Gets or sets the tokens of each request and its answer.</summary>
    public int Tokens { get; set; } = 8;

    public static async Task<ScriptedModelHost> CreateAsync()
    {
        var host = new ScriptedModelHost();
        await host.StartAsync();
        return host;
    }

    protected override Task<HttpAnswer> AnswerAsync(HttpMethod verb, string path, string token, string? contentType, byte[] body) => Task.FromResult(path switch
    {
        "/v1/chat/completions" => HttpAnswer.Json(200, $$"""
            {"id":"1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"{{Text}}"},"finish_reason":"stop"}],
             "usage":{"prompt_tokens":{{Tokens - 1}},"completion_tokens":1,"total_tokens":{{Tokens}} } }
            """),
        "/v1/messages" => HttpAnswer.Json(200, $$"""
            {"id":"1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"{{Text}}"}],"stop_reason":"end_turn","stop_sequence":null,
             "usage":{"input_tokens":{{Tokens - 1}},"output_tokens":1} }
            """),
        _ => HttpAnswer.Json(404, "{}"),
    });
}
