using EmailAgent.Api.Events;
using EmailAgent.Grains.Templates;

namespace EmailAgent.Api.Templates;

/// <summary>Describes the events of templates.</summary>
internal sealed class TemplateEventDescriptions : IEventDescriptions
{
    private static readonly EventField Template = new("template_id", EventFieldKind.Text, "The template.", EventFields.Id);

    public IReadOnlyList<EventDescription> All { get; } =
    [
        new(TemplateEvents.Created, "The user saved a template.", Template),
        new(TemplateEvents.Updated, "A template changed.", Template),
        new(TemplateEvents.Deleted, "A template was deleted.", Template),
    ];
}
