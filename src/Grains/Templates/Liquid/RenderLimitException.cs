namespace EmailAgent.Grains.Templates.Liquid;

/// <summary>Rendering a template reached a limit.</summary>
internal sealed class RenderLimitException(string message) : Exception(message);
