using EmailAgent.Grains.Events;

namespace EmailAgent.Grains.Templates;

/// <summary>Types of events of templates; data <c>{template_id}</c>.</summary>
[EventTypes]
public static class TemplateEvents
{
    public const string Created = "template.created";

    public const string Updated = "template.updated";

    public const string Deleted = "template.deleted";
}
