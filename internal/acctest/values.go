package acctest

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Diagnostics is what one operation said.
type Diagnostics []*tfprotov6.Diagnostic

// HasError reports whether there is an error among d.
func (d Diagnostics) HasError() bool { return len(d.of(tfprotov6.DiagnosticSeverityError)) > 0 }

// Errors returns "summary: detail" of every error.
func (d Diagnostics) Errors() []string { return d.of(tfprotov6.DiagnosticSeverityError) }

// Warnings returns "summary: detail" of every warning.
func (d Diagnostics) Warnings() []string { return d.of(tfprotov6.DiagnosticSeverityWarning) }

// Texts returns all of them.
func (d Diagnostics) Texts() []string { return append(d.Errors(), d.Warnings()...) }

func (d Diagnostics) of(severity tfprotov6.DiagnosticSeverity) []string {
	var texts []string
	for _, one := range d {
		if one.Severity != severity {
			continue
		}
		text := one.Summary + ": " + one.Detail
		if one.Attribute != nil {
			text = one.Attribute.String() + ": " + text
		}
		texts = append(texts, text)
	}
	return texts
}

func dynamic(t *testing.T, objectType tftypes.Type, v tftypes.Value) *tfprotov6.DynamicValue {
	t.Helper()
	d, err := tfprotov6.NewDynamicValue(objectType, v)
	if err != nil {
		t.Fatal(err)
	}
	return &d
}

// value builds a protocol value from plain Go values; what an object leaves out
// is null, and tftypes.UnknownValue is unknown.
func value(t *testing.T, of tftypes.Type, v any) tftypes.Value {
	t.Helper()
	switch of := of.(type) {
	case tftypes.Object:
		fields, ok := v.(map[string]any)
		if !ok {
			return tftypes.NewValue(of, v)
		}
		all := make(map[string]tftypes.Value, len(of.AttributeTypes))
		for name, attributeType := range of.AttributeTypes {
			all[name] = value(t, attributeType, fields[name])
		}
		for name := range fields {
			if _, known := of.AttributeTypes[name]; !known {
				t.Fatalf("no attribute %q", name)
			}
		}
		return tftypes.NewValue(of, all)
	case tftypes.Map:
		entries, ok := v.(map[string]string)
		if !ok {
			return tftypes.NewValue(of, v)
		}
		all := make(map[string]tftypes.Value, len(entries))
		for key, entry := range entries {
			all[key] = tftypes.NewValue(tftypes.String, entry)
		}
		return tftypes.NewValue(of, all)
	case tftypes.Set, tftypes.List:
		elements, ok := v.([]string)
		if !ok {
			return tftypes.NewValue(of, v) // as []tftypes.Value
		}
		all := make([]tftypes.Value, len(elements))
		for i, element := range elements {
			all[i] = tftypes.NewValue(tftypes.String, element)
		}
		return tftypes.NewValue(of, all)
	default:
		return tftypes.NewValue(of, v)
	}
}
