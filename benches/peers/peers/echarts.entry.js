// What the chart needs of ECharts and no more, as its handbook tells how to import it.
import { ScatterChart } from 'echarts/charts';
import { DataZoomInsideComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([CanvasRenderer, DataZoomInsideComponent, GridComponent, ScatterChart, TooltipComponent]);
globalThis.initChart = init;
