namespace EmailAgent.Grains.Models;

/// <summary>The form of the requests that a model host takes.</summary>
internal enum ModelApi
{
    /// <summary>Chat completions, as OpenAI, Azure, Ollama, llama.cpp and vLLM offer them.</summary>
    OpenAI,

    /// <summary>Messages, as Anthropic offers them.</summary>
    Anthropic,
}
